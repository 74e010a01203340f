// A zoned dam 40 m high: shells of 2.5:1 and 2:1, a core of clay, a drain below the downstream shell.
h = 1.85;
Point(1) = {-104, 0, 0, h}; Point(2) = {-15, 0, 0, h}; Point(3) = {15, 0, 0, h}; Point(4) = {84, 0, 0, h};
Point(5) = {82, 1, 0, h}; Point(6) = {4, 40, 0, h}; Point(7) = {3, 40, 0, h}; Point(8) = {-3, 40, 0, h};
Point(9) = {-4, 40, 0, h}; Point(10) = {14.7, 1, 0, h};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 6}; Line(6) = {6, 7};
Line(7) = {7, 8}; Line(8) = {8, 9}; Line(9) = {9, 1}; Line(10) = {2, 8}; Line(11) = {3, 10}; Line(12) = {10, 7};
Line(13) = {10, 5};
Curve Loop(1) = {1, 10, 8, 9}; Plane Surface(1) = {1};
Curve Loop(2) = {2, 11, 12, 7, -10}; Plane Surface(2) = {2};
Curve Loop(3) = {3, 4, -13, -11}; Plane Surface(3) = {3};
Curve Loop(4) = {13, 5, 6, -12}; Plane Surface(4) = {4};
Physical Curve("base") = {1, 2, 3}; Physical Curve("upstream") = {9}; Physical Curve("crest") = {6, 7, 8};
Physical Curve("downstream") = {5}; Physical Curve("outlet") = {4};
Physical Surface("upstream_shell") = {1}; Physical Surface("core") = {2}; Physical Surface("drain") = {3};
Physical Surface("downstream_shell") = {4};
