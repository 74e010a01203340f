// A gravity section 100 m high on a block of rock; the base is a line inside the mesh.
h = 2.6; r = 12;
Point(1) = {0, 0, 0, h}; Point(2) = {85, 0, 0, h}; Point(3) = {8, 90, 0, h}; Point(4) = {8, 100, 0, h};
Point(5) = {0, 100, 0, h};
Point(6) = {-100, 0, 0, r}; Point(7) = {-100, -100, 0, r}; Point(8) = {180, -100, 0, r}; Point(9) = {180, 0, 0, r};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 1};
Line(6) = {1, 6}; Line(7) = {6, 7}; Line(8) = {7, 8}; Line(9) = {8, 9}; Line(10) = {9, 2};
Curve Loop(1) = {1, 2, 3, 4, 5}; Plane Surface(1) = {1};
Curve Loop(2) = {6, 7, 8, 9, 10, -1}; Plane Surface(2) = {2};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2, 3}; Physical Curve("crest") = {4};
Physical Curve("upstream") = {5}; Physical Curve("valley") = {6}; Physical Curve("rock_sides") = {7, 9};
Physical Curve("rock_foot") = {8}; Physical Curve("downstream_ground") = {10};
Physical Surface("dam") = {1}; Physical Surface("rock") = {2};
