// Pine Flat's tallest monolith, 121.92 m high: base 95.8 m, crest 9.75 m, upstream batter 1 to 20, downstream
// vertical above 102.5 m; water 116.1 m deep and 400 m long.
h = 5; H = 121.92; w = 116.1; L = 400;
Point(1) = {0, 0, 0, h}; Point(2) = {95.8, 0, 0, h}; Point(3) = {0.05*H + 9.75, 102.5, 0, h};
Point(4) = {0.05*H + 9.75, H, 0, h}; Point(5) = {0.05*H, H, 0, h}; Point(6) = {0.05*w, w, 0, h};
Point(7) = {-L, w, 0, 4*h}; Point(8) = {-L, 0, 0, 4*h};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 6}; Line(6) = {6, 1};
Line(7) = {6, 7}; Line(8) = {7, 8}; Line(9) = {8, 1};
Curve Loop(1) = {1, 2, 3, 4, 5, 6}; Plane Surface(1) = {1};
Curve Loop(2) = {-6, 7, 8, 9}; Plane Surface(2) = {2};
Recombine Surface{1};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2, 3}; Physical Curve("crest") = {4};
Physical Curve("upstream") = {5, 6}; Physical Curve("surface") = {7}; Physical Curve("far") = {8};
Physical Curve("bottom") = {9};
Physical Surface("dam") = {1}; Physical Surface("water") = {2};
