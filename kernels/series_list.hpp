#pragma once
#include "kernels/device_geometry.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// Several series one after the other in the memory of any space.
struct SeriesListView {
  const Real *x, *y;
  const Index* first;  ///< of each series, and one past the last
  Index count;

  FRESHET_BODY SeriesView operator[](Index k) const {
    return {x + first[k], y + first[k], first[k + 1] - first[k]};
  }
};

/// Several series in the memory of a space.
template <class Space>
class SeriesList {
 public:
  explicit SeriesList(const std::vector<PiecewiseLinear>& series)
      : count_(static_cast<Index>(series.size())) {
    std::vector<Real> x, y;
    std::vector<Index> first{0};
    for (const auto& each : series) {
      x.insert(x.end(), each.x().begin(), each.x().end());
      y.insert(y.end(), each.y().begin(), each.y().end());
      first.push_back(static_cast<Index>(x.size()));
    }
    x_ = on_device<Real, Space>(x);
    y_ = on_device<Real, Space>(y);
    first_ = on_device<Index, Space>(first);
  }

  SeriesListView view() const { return {x_.data(), y_.data(), first_.data(), count_}; }

 private:
  Index count_;
  DeviceArray<Real, Space> x_, y_;
  DeviceArray<Index, Space> first_;
};

}  // namespace freshet
