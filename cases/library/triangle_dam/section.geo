// A triangle 100 m high and 80 m wide at its base, upstream face on the left; nowhere less than 0.5 m wide.
h = 2.5;
Point(1) = {0, 0, 0, h}; Point(2) = {80, 0, 0, h}; Point(3) = {0.5, 99.375, 0, 0.5};
Point(4) = {0.5, 100, 0, 0.5}; Point(5) = {0, 100, 0, 0.5};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 5}; Line(5) = {5, 1};
Curve Loop(1) = {1, 2, 3, 4, 5}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2, 3}; Physical Curve("crest") = {4};
Physical Curve("upstream") = {5};
Physical Surface("dam") = {1};
