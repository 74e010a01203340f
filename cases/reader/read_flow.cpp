#include <algorithm>

#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {

std::map<std::string, Real> read_parameters(const CaseTable& top) {
  std::map<std::string, Real> parameters;
  if (!top.has("parameters")) return parameters;
  const auto* table = top.value("parameters").as<CaseValue::Table>();
  if (table == nullptr) top.fail("parameters", "must be a table of numbers");
  for (const auto& [name, value] : *table) {
    const auto path = "parameters." + printable(name);
    if (!Expression::is_free_name(name))
      fail_at(value, path, "cannot be a name: letters, digits and _, and no variable or function");
    if (const auto* integer = value.as<std::int64_t>()) {
      parameters[name] = static_cast<Real>(*integer);
    } else if (const auto* real = value.as<double>(); real != nullptr && *real - *real == 0) {
      parameters[name] = *real;
    } else {
      fail_at(value, path, "must be a finite number");
    }
  }
  return parameters;
}

FlowOptions read_flow(Real& end_time, const CaseTable& top) {
  const auto flow = top.table("flow", {"flow"});
  end_time = flow.number("end_time");
  FlowOptions options;
  options.gravity = flow.number("gravity");
  options.dry_depth = flow.number("dry_depth");
  options.order = static_cast<int>(flow.integer("order"));
  options.scheme = flow.choice_or<TimeScheme>("scheme", options.scheme,
                                              {{"hancock", TimeScheme::Hancock},
                                               {"rk2", TimeScheme::RungeKutta2},
                                               {"euler", TimeScheme::Euler}});
  options.cfl = flow.number("cfl");
  options.skip_dry = flow.flag("skip_dry");
  if (flow.has("max_time_step")) options.max_time_step = flow.number("max_time_step");
  return options;
}

MixingModel read_mixing(const CaseTable& top) {
  MixingModel model;
  if (!top.has("mixing")) return model;
  const auto mixing = top.table("mixing", {"mixing"});
  model.kind = mixing.choice<MixingKind>("model", {{"none", MixingKind::None},
                                                   {"constant", MixingKind::Constant},
                                                   {"elder", MixingKind::Elder},
                                                   {"smagorinsky", MixingKind::Smagorinsky}});
  if (model.kind == MixingKind::Constant) model.viscosity = mixing.number("viscosity");
  if (model.kind == MixingKind::Elder) {
    model.longitudinal = mixing.number("longitudinal");
    model.transverse = mixing.number("transverse");
  }
  if (model.kind == MixingKind::Smagorinsky) model.filter = mixing.number("coefficient");
  mixing.no_further_keys("model = \"" + mixing.text("model") + "\"");
  return model;
}

CellProperty read_friction(const CaseTable& top) {
  return read_property(top, "friction",
                       {{"manning", Range::not_negative()},
                        {"strickler", Range::positive(), [](Real k) { return 1 / k; }}});
}

}  // namespace freshet
