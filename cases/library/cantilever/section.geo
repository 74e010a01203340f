// A column 100 m high and 20 m wide.
Point(1) = {0, 0, 0}; Point(2) = {20, 0, 0}; Point(3) = {20, 100, 0}; Point(4) = {0, 100, 0};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 1};
Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};
Transfinite Curve{1, 3} = 9; Transfinite Curve{2, 4} = 41;
Transfinite Surface{1}; Recombine Surface{1};
Physical Curve("base") = {1}; Physical Curve("upstream") = {4}; Physical Curve("downstream") = {2};
Physical Surface("dam") = {1};
