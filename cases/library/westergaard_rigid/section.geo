// Water 100 m deep and 500 m long before a rigid vertical wall at x = 0.
Point(1) = {0, 0, 0}; Point(2) = {0, 100, 0}; Point(3) = {-500, 100, 0}; Point(4) = {-500, 0, 0};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 1};
Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};
Transfinite Curve{1, 3} = 21; Transfinite Curve{2} = 61 Using Progression 1.03; Transfinite Curve{-4} = 61 Using Progression 1.03;
Transfinite Surface{1}; Recombine Surface{1};
Physical Curve("wall") = {1}; Physical Curve("surface") = {2}; Physical Curve("far") = {3};
Physical Curve("bottom") = {4};
Physical Surface("water") = {1};
