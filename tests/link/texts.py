"""A wire text of a dam that broke, own-written, and what other desks made of it."""

WIRE = """At least 24 people were killed when the old dam above Alba broke on Sunday night, the
rescue service of North Province said, and the lower half of the town lay under two metres of mud
by the morning. The wall gave way a little after four, when most people in the streets along the
river were asleep, and the water needed less than twenty minutes to reach the market square.
Engineers had warned the province in the spring that the spillway could not take another wet
winter, and a repair that was due in August had been put off for want of money. Teams with dogs
went from house to house on Monday while helicopters lifted families from the roofs of the school
and the old mill. Two bridges are gone and the road to the coast is cut in four places, so that
heavy machines can only come by the mountain pass. The governor has called out the army engineers
and asked the neighbouring province for tents, pumps and drinking water for nine thousand people."""

CUT = """At least 24 people were killed when the old dam above Alba broke on Sunday night, the
rescue service of North Province said, and the lower half of the town lay under two metres of mud
by the morning. The wall gave way a little after four, when most people in the streets along the
river were asleep, and the water needed less than twenty minutes to reach the market square.
Teams with dogs went from house to house on Monday while helicopters lifted families from the
roofs of the school and the old mill."""

REWRITE = """A dam burst over the sleeping town of Alba has left at least 24 dead. Our readers
know the old wall from walks in the hills. According to the province, the lower half of the town
lay under two metres of mud by the morning, and the water needed less than twenty minutes to
reach the market square. It was no surprise to those who followed the file: a repair that was due
in August had been put off for want of money, though experts saw the danger. On Monday the search
went on, and helicopters lifted families from the roofs of the school and the old mill. The road
to the coast is cut in four places. Heavy machines can only come by the mountain pass, which was
closed by snow for part of the day, said a driver who got through in the evening with his lorry."""

OWN = """Twenty-four bodies had been brought to the gymnasium of Alba by Monday noon, this
reporter counted with the nurses at the door. People stood in the rain and read the names that a
policeman had pinned to a board. Below the church nothing is left of Weaver Lane but the stairs
that went up from it. Ana Brod, who keeps the bakery, heard what she took for a train and ran with
her two sons up the hill in her night clothes. In the afternoon soldiers came over the pass with
pumps and bread. Nobody here wants to talk of who should have mended the wall, not yet, but
everybody has the letter from the spring in which the town hall was told that all was well."""
