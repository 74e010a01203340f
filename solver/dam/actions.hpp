#pragma once
#include "solver/dam/model.hpp"
#include "solver/dam/stability.hpp"

namespace freshet::dam {

/// The loads of a case in time.
class Actions {
 public:
  /// Throws InputError where a level is above what it presses on. Collective.
  explicit Actions(const Model& model);

  /// All that does not come from an earthquake, at a time and with a crack from the heel, m.
  /// Collective.
  Load at(Real time, Real crack = 0) const;
  const Load& constant() const { return constant_; }  ///< weight and silt
  Real headwater(Real time) const;                    ///< m; NaN without
  Real tailwater(Real time) const;
  Real temperature(Real time) const { return model_->spec().temperature(time); }
  BasePressures base_pressures(Real time) const;  ///< of the water at heel and toe, Pa
  /// What presses on the base without uplift; `earthquake` is added.
  BaseForces base_forces(Real time, const Resultant& earthquake = {}) const;

 private:
  void check_level(const std::string& key, const Water& water) const;
  void add_to(BaseForces& forces, const Resultant& sum) const;
  const Model* model_;
  Load constant_, warm_;
  mutable Real loaded_level_[2];  ///< of the loads kept in `water_`
  mutable Load water_[2];
  const Load& water(int which, Real time) const;
};

}  // namespace freshet::dam
