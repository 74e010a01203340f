#include "kernels/processes.hpp"
#include "kernels/queue/launch.hpp"

namespace freshet {

template std::vector<std::unique_ptr<Process<Queue>>> make_processes(
    const std::vector<std::unique_ptr<ProcessOptions>>&, FlowMemory<Queue>&);

}  // namespace freshet
