#include "cases/model/water_on_mesh.hpp"
#include "kernels/error.hpp"

namespace freshet {

std::unique_ptr<ProcessOptions> raster_rain_on_mesh(const RainSpec& rain, const std::string&,
                                                    const Mesh&) {
  throw InputError(rain.origin + ": not yet (raster)");
}

}  // namespace freshet
