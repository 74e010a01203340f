// The flume of isolated_building, 20 times as large; cells are 30 times as large. m.
coarse = 5.1;
fine = 2.7;
finest = 1.5;

// Reservoir and the opening in the dam block.
Point(1) = {-151, -36, 0, coarse};
Point(2) = {-16, -36, 0, coarse};
Point(3) = {-16, -10, 0, fine};
Point(4) = {0, -10, 0, finest};
Point(5) = {0, 10, 0, finest};
Point(6) = {-16, 10, 0, fine};
Point(7) = {-16, 36, 0, coarse};
Point(8) = {-151, 36, 0, coarse};
Line(1) = {1, 2};
Line(2) = {2, 3};
Line(3) = {3, 4};
Line(4) = {4, 5};  // the gate: cells on its two sides start with different levels
Line(5) = {5, 6};
Line(6) = {6, 7};
Line(7) = {7, 8};
Line(8) = {8, 1};
Curve Loop(1) = {1, 2, 3, 4, 5, 6, 7, 8};

// Channel.
Point(11) = {0, -36, 0, fine};
Point(12) = {565, -36, 0, coarse};
Point(13) = {565, 36, 0, coarse};
Point(14) = {0, 36, 0, fine};
Line(11) = {4, 11};
Line(12) = {11, 12};
Line(13) = {12, 13};
Line(14) = {13, 14};
Line(15) = {14, 5};
Curve Loop(2) = {11, 12, 13, 14, 15, -4};

// Building, 0.80 m x 0.40 m.
Point(21) = {68.8, -1, 0, finest};
Point(22) = {75.9904, -4.50696, 0, finest};
Point(23) = {83.0043, 9.87374, 0, finest};
Point(24) = {75.8139, 13.3807, 0, finest};
Line(21) = {21, 22};
Line(22) = {22, 23};
Line(23) = {23, 24};
Line(24) = {24, 21};
Curve Loop(3) = {21, 22, 23, 24};

Plane Surface(1) = {1};
Plane Surface(2) = {2, 3};

// Sizes grow with the distance from building and gate.
Field[1] = Distance;
Field[1].CurvesList = {3, 4, 5, 21, 22, 23, 24};
Field[2] = Threshold;
Field[2].InField = 1;
Field[2].SizeMin = finest;
Field[2].SizeMax = fine;
Field[2].DistMin = 2;
Field[2].DistMax = 20;
Field[3] = Threshold;
Field[3].InField = 1;
Field[3].SizeMin = fine;
Field[3].SizeMax = coarse;
Field[3].DistMin = 50;
Field[3].DistMax = 160;
Field[4] = MathEval;
Field[4].F = "F2 + F3 - 2.7";
Background Field = 4;
Mesh.CharacteristicLengthExtendFromBoundary = 0;
Mesh.CharacteristicLengthFromPoints = 0;
Mesh.Algorithm = 6;

Physical Curve("reservoir_wall") = {1, 7, 8};
Physical Curve("dam") = {2, 3, 5, 6, 11, 15};
Physical Curve("channel_wall") = {12, 14};
Physical Curve("outlet") = {13};
Physical Curve("building") = {21, 22, 23, 24};
Physical Surface("reservoir") = {1};
Physical Surface("channel") = {2};
