// A slope of 1:1, 1 m high, of three layers; the toe at (10, 0).
h = 0.25;
Point(1) = {0, -4, 0, h}; Point(2) = {20, -4, 0, h}; Point(3) = {20, 0, 0, h}; Point(4) = {10, 0, 0, h};
Point(5) = {9.5, 0.5, 0, h}; Point(6) = {9, 1, 0, h}; Point(7) = {0, 1, 0, h}; Point(8) = {0, 0.5, 0, h};
Point(9) = {0, 0, 0, h};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 6}; Line(6) = {6, 7};
Line(7) = {7, 8}; Line(8) = {8, 9}; Line(9) = {9, 1}; Line(10) = {8, 5}; Line(11) = {9, 4};
Curve Loop(1) = {10, 5, 6, 7}; Plane Surface(1) = {1};
Curve Loop(2) = {11, 4, -10, 8}; Plane Surface(2) = {2};
Curve Loop(3) = {1, 2, 3, -11, 9}; Plane Surface(3) = {3};
Physical Curve("ground") = {3, 4, 5, 6}; Physical Curve("base") = {1};
Physical Surface("upper") = {1}; Physical Surface("middle") = {2}; Physical Surface("lower") = {3};
