// A column 1 m high in rows of quadrilaterals.
Point(1) = {0, 0, 0, 1}; Point(2) = {0.05, 0, 0, 1}; Point(3) = {0.05, 1, 0, 1}; Point(4) = {0, 1, 0, 1};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 1};
Transfinite Curve {1, 3} = 2; Transfinite Curve {2, 4} = 101;
Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};
Transfinite Surface {1}; Recombine Surface {1};
Physical Curve("bottom") = {1}; Physical Curve("top") = {3};
Physical Surface("soil") = {1};
