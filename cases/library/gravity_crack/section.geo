// The triangle of the rigid-body numbers: 100 m high, 80 m wide; fine along the base, where the crack's tip is.
Point(1) = {0, 0, 0, 1}; Point(2) = {80, 0, 0, 1}; Point(3) = {0, 100, 0, 10};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 1};
Curve Loop(1) = {1, 2, 3}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2}; Physical Curve("upstream") = {3};
Physical Surface("dam") = {1};
