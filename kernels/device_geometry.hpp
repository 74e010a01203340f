#pragma once
#include <array>
#include <vector>

#include "kernels/device_array.hpp"
#include "kernels/flow_geometry.hpp"
#include "kernels/pixel_tiles.hpp"
#include "kernels/topology_polygons.hpp"

namespace freshet {

template <class T, class Space>
DeviceArray<T, Space> on_device(const std::vector<T>& values) {
  DeviceArray<T, Space> array(values.size());
  array.upload(values);
  return array;
}

/// Geometry in device memory.
template <class Topology, class Space>
struct DeviceGeometry;

template <int Slots, class Space>
struct DeviceGeometry<Polygons<Slots>, Space> {
  explicit DeviceGeometry(const FlowGeometry& g)
      : cells(g.cells),
        neighbours(on_device<Index, Space>(g.neighbours)),
        opposites(on_device<Index, Space>(g.opposites)) {
    const std::vector<Real>* from[] = {&g.normals_x, &g.normals_y, &g.lengths,
                                       &g.offsets_x, &g.offsets_y, &g.weights_x,
                                       &g.weights_y, &g.areas,     &g.inverse_sizes};
    for (std::size_t k = 0; k < reals.size(); ++k) reals[k] = on_device<Real, Space>(*from[k]);
  }
  Polygons<Slots> view() const {
    const auto& r = reals;
    return {cells,       neighbours.data(), opposites.data(), r[0].data(),
            r[1].data(), r[2].data(),       r[3].data(),      r[4].data(),
            r[5].data(), r[6].data(),       r[7].data(),      r[8].data()};
  }
  std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (const auto* list : {&neighbours, &opposites}) sum += list->size() * sizeof(Index);
    for (const auto& list : reals) sum += list.size() * sizeof(Real);
    return sum;
  }
  Index cells;
  DeviceArray<Index, Space> neighbours, opposites;
  std::array<DeviceArray<Real, Space>, 9> reals;
};

template <class Space>
struct DeviceGeometry<RasterCells, Space> {
  explicit DeviceGeometry(const FlowGeometry& g)
      : cells(g.cells),
        shape(PixelShape::of(g.pixels.dx, g.pixels.dy)),
        neighbours(on_device<Index, Space>(g.neighbours)),
        seen(on_device<std::uint8_t, Space>(g.pixels.seen)) {}
  RasterCells view() const { return {cells, neighbours.data(), seen.data(), shape}; }
  std::int64_t bytes() const {
    return static_cast<std::int64_t>(neighbours.size() * sizeof(Index) + seen.size());
  }
  Index cells;
  PixelShape shape;
  DeviceArray<Index, Space> neighbours;
  DeviceArray<std::uint8_t, Space> seen;
};

}  // namespace freshet
