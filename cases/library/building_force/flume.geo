// Flume of Soares-Frazao and Zech (2007); m. Origin in the middle of the gate, at its downstream face.
coarse = 0.17;
fine = 0.09;
finest = 0.05;

// Reservoir and the opening in the dam block.
Point(1) = {-7.55, -1.80, 0, coarse};
Point(2) = {-0.80, -1.80, 0, coarse};
Point(3) = {-0.80, -0.50, 0, fine};
Point(4) = {0.00, -0.50, 0, finest};
Point(5) = {0.00, 0.50, 0, finest};
Point(6) = {-0.80, 0.50, 0, fine};
Point(7) = {-0.80, 1.80, 0, coarse};
Point(8) = {-7.55, 1.80, 0, coarse};
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
Point(11) = {0.00, -1.80, 0, fine};
Point(12) = {28.25, -1.80, 0, coarse};
Point(13) = {28.25, 1.80, 0, coarse};
Point(14) = {0.00, 1.80, 0, fine};
Line(11) = {4, 11};
Line(12) = {11, 12};
Line(13) = {12, 13};
Line(14) = {13, 14};
Line(15) = {14, 5};
Curve Loop(2) = {11, 12, 13, 14, 15, -4};

// Building, 0.80 m x 0.40 m.
Point(21) = {3.440000, -0.050000, 0, finest};
Point(22) = {3.799518, -0.225348, 0, finest};
Point(23) = {4.150215, 0.493687, 0, finest};
Point(24) = {3.790697, 0.669035, 0, finest};
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
Field[2].DistMin = 0.1;
Field[2].DistMax = 1.0;
Field[3] = Threshold;
Field[3].InField = 1;
Field[3].SizeMin = fine;
Field[3].SizeMax = coarse;
Field[3].DistMin = 2.5;
Field[3].DistMax = 8.0;
Field[4] = MathEval;
Field[4].F = "F2 + F3 - 0.09";
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
