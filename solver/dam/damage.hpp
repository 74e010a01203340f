#pragma once
#include <vector>

#include "solver/dam/stress.hpp"
#include "solver/loads/rainflow.hpp"

namespace freshet::dam {

/// Miner's sum at each vertex of a rank: cycles of the largest principal tension and of the largest
/// principal compression are rainflow-counted apart, each against its law of fib Model Code 2010.
class DamageField {
 public:
  explicit DamageField(const StressMap& stress, const std::vector<Material>& materials);

  /// Whether any vertex has strengths to be damaged against.
  bool counts() const { return counts_; }
  void push(const std::vector<Real>& stress);  ///< [vertex][xx, yy, xy], Pa
  /// With what has not closed yet as half cycles.
  std::vector<Real> damage() const;

  /// What a restart needs, by vertex.
  struct Vertex {
    Real damage = 0;
    loads::Rainflow compression, tension;  ///< of stress by strength
  };
  std::vector<Vertex>& vertices() { return vertices_; }

 private:
  struct Strength {
    Real compression = 0, tension = 0;
  };
  std::vector<Vertex> vertices_;
  std::vector<Strength> strength_;
  bool counts_ = false;
};

}  // namespace freshet::dam
