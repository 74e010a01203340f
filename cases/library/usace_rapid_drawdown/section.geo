// Upstream slope of 3:1 and 2.5:1, 110 ft high (USACE EM 1110-2-1902, figure G-5), in m.
h = 4;
Point(1) = {0, 0, 0, h};
Point(2) = {115.824, 0, 0, h};
Point(3) = {115.824, 33.528, 0, h};
Point(4) = {95.0976, 33.528, 0, h};
Point(5) = {67.6656, 22.5552, 0, h};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 1};
Curve Loop(1) = {1, 2, 3, 4, 5}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("upstream") = {4, 5}; Physical Curve("crest") = {3};
Physical Surface("soil") = {1};
