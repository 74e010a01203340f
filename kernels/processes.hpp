#pragma once
#include "kernels/error.hpp"
#include "kernels/process.hpp"
#include "kernels/process_list.hpp"

namespace freshet {

/// Makes the process whose options these are; nothing if no process takes them.
template <class Space, class... Kinds>
std::unique_ptr<Process<Space>> make_process(TypeList<Kinds...>, const ProcessOptions& options,
                                             FlowMemory<Space>& memory) {
  std::unique_ptr<Process<Space>> made;
  const auto try_kind = [&]<class Kind>(TypeList<Kind>) {
    const auto* own = dynamic_cast<const typename Kind::Options*>(&options);
    if (own == nullptr) return;
    made = std::make_unique<Kind>(*own, memory);
    made->acting = !std::is_same_v<decltype(&Kind::act), decltype(&Process<Space>::act)>;
  };
  (try_kind(TypeList<Kinds>{}), ...);
  return made;
}

template <class Space>
std::vector<std::unique_ptr<Process<Space>>> make_processes(
    const std::vector<std::unique_ptr<ProcessOptions>>& options, FlowMemory<Space>& memory) {
  std::vector<std::unique_ptr<Process<Space>>> made;
  for (const auto& each : options) {
    made.push_back(make_process<Space>(ProcessList<Space>{}, *each, memory));
    if (!made.back()) throw InputError("a process is asked for that this program does not have");
    if (!made.back()->changes_ground()) continue;
    for (const char* name : {"bed", "manning"}) memory.fields.keep(name, Keeping::State);
    memory.fields.write_in_time("bed");
  }
  return made;
}

}  // namespace freshet
