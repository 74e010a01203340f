#pragma once
#include "kernels/flow_fields.hpp"
#include "kernels/space.hpp"

namespace freshet {

constexpr int most_halo_fields = 6;

/// Fields that neighbouring ranks exchange: value f of the k-th listed cell stands at
/// packed[fields * k + f].
template <class T>
struct HaloFields {
  T* values[most_halo_fields];
  int count;
};

/// Gathers fields of listed cells into one packed array.
struct PackCells {
  HaloFields<const Real> fields;
  const Index* cells;
  Real* packed;
  FRESHET_BODY void operator()(Index k) const {
    for (int f = 0; f < most_halo_fields; ++f)
      if (f < fields.count) packed[fields.count * k + f] = fields.values[f][cells[k]];
  }
};

struct UnpackCells {
  HaloFields<Real> fields;
  const Index* cells;
  const Real* packed;
  FRESHET_BODY void operator()(Index k) const {
    for (int f = 0; f < most_halo_fields; ++f)
      if (f < fields.count) fields.values[f][cells[k]] = packed[fields.count * k + f];
  }
};

}  // namespace freshet
