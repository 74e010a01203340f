// A slope of 2:1, 10 m high, on rigid ground.
Point(1) = {0, 0, 0, 1}; Point(2) = {40, 0, 0, 1}; Point(3) = {20, 10, 0, 1}; Point(4) = {0, 10, 0, 1};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 1};
Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("slope") = {2}; Physical Curve("crest") = {3};
Physical Curve("back") = {4};
Physical Surface("soil") = {1};
