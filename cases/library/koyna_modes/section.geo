// Koyna's tallest monolith: 103 m high, 70.2 m wide at the base, 19.25 m at 66.5 m, 14.8 m at the crest.
h = 2.5;
Point(1) = {0, 0, 0, h}; Point(2) = {70.2, 0, 0, h}; Point(3) = {19.25, 66.5, 0, h};
Point(4) = {14.8, 103, 0, h}; Point(5) = {0, 103, 0, h};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 1};
Curve Loop(1) = {1, 2, 3, 4, 5}; Plane Surface(1) = {1};
Recombine Surface{1};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2, 3}; Physical Curve("crest") = {4};
Physical Curve("upstream") = {5};
Physical Surface("dam") = {1};
