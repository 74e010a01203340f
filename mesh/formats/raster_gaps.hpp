#pragma once
#include <mpi.h>

#include <functional>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A rank's rows [first, last) of a raster, and its whole size.
struct RasterRows {
  GlobalIndex columns = 0, rows = 0, first = 0, last = 0;
};

/// Regions of pixels without data, those that touch at a corner taken as one, in a raster whose
/// rows lie on several ranks.
class RasterGaps {
 public:
  using Missing = std::function<bool(GlobalIndex column, GlobalIndex row)>;

  /// Finds the stretches of this rank's rows and of one more on either side; `missing` is asked for
  /// pixels of the raster only.
  RasterGaps(const RasterRows& share, const Missing& missing);

  /// Collective. Joins what the ranks found; returns the number of holes in the whole raster.
  Index join(MPI_Comm communicator);

  /// After join: the hole (from 0, in the order of their first pixels from the north-west) that
  /// holds a pixel without data, or -1 where its region reaches the rim of the raster.
  Index hole(GlobalIndex column, GlobalIndex row) const;

 private:
  /// Pixels [begin, end) of a row without data.
  struct Stretch {
    GlobalIndex begin = 0, end = 0;
    GlobalIndex region = 0;  ///< of this rank
  };
  struct Region {
    GlobalIndex first_pixel = 0;  ///< row by row from the north-west
    GlobalIndex at_rim = 0;       ///< 1 where it reaches the rim of the raster
  };

  bool has(GlobalIndex row) const;
  const std::vector<Stretch>& stretches(GlobalIndex row) const { return rows_[row - top_]; }
  void find_stretches(GlobalIndex row, const Missing& missing);
  void add_regions(GlobalIndex row, std::vector<GlobalIndex>& regions) const;

  RasterRows share_;
  GlobalIndex top_ = 0;                     ///< the first row that is held
  std::vector<std::vector<Stretch>> rows_;  ///< from top_ on
  std::vector<Region> regions_;
  std::vector<Index> holes_;  ///< of each region
};

}  // namespace freshet
