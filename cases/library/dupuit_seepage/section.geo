// A rectangular dam 20 m wide on an impervious base; water 10 m and 2 m deep on its sides.
h = 0.5;
Point(1) = {0, 0, 0, h}; Point(2) = {20, 0, 0, h}; Point(3) = {20, 2, 0, h}; Point(4) = {20, 10, 0, h};
Point(5) = {0, 10, 0, h};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 1};
Curve Loop(1) = {1, 2, 3, 4, 5}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2, 3}; Physical Curve("top") = {4};
Physical Curve("upstream") = {5};
Physical Surface("soil") = {1};
