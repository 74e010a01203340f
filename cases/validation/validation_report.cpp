#include "cases/validation/validation_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kernels/error.hpp"
#include "mesh/formats/run_program.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

std::string verdict(const RunCheck& check) {
  if (check.skipped) return "skipped";
  return check.pass ? "pass" : "FAILED";
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else
      safe += c;
  }
  return safe;
}

std::string bound_text(const RunCheck& check) {
  return fmt::format("{} {:.3g}", check.at_least ? ">=" : "<=", check.bound);
}

using Json = nlohmann::ordered_json;

/// What a plot of a case needs: its checks with their keys, and its gauges.
Json json_of(const ValidatedCase& validated) {
  Json checks = Json::array();
  for (const auto& check : validated.given.checks) {
    Json keys{{"name", check.name}, {"kind", check.kind}};
    for (const auto& [key, text] : check.text) keys[key] = text;
    for (const auto& [key, numbers] : check.numbers) keys[key] = numbers;
    checks.push_back(keys);
  }
  Json gauges = Json::array();
  for (const auto& gauge : validated.given.output.gauges)
    gauges.push_back({{"name", gauge.name}, {"x", gauge.x}, {"y", gauge.y}});
  return {{"suite", validated.suite},
          {"case", validated.name},
          {"title", validated.given.title},
          {"description", validated.given.description},
          {"folder", std::filesystem::absolute(validated.folder).string()},
          {"cells", validated.summary.cells},
          {"steps", validated.summary.steps},
          {"simulated_seconds", validated.summary.simulated_seconds},
          {"wall_seconds", validated.wall_seconds},
          {"checks", checks},
          {"gauges", gauges}};
}

std::filesystem::path report_script() {
  std::error_code error;
  if (std::filesystem::exists(FRESHET_REPORT_SCRIPT, error)) return FRESHET_REPORT_SCRIPT;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "share/freshet/post/validation/report.py";
}

/// Puts the page with plots in the place of the table; the table stays where that cannot be done.
void draw_page(const std::filesystem::path& report) {
  const auto log = report / "report.log";
  int status = 1;
  // A Python of the user's own, which python3 may mean, often has no Matplotlib; the system's may.
  for (const char* python : {"python3", "/usr/bin/python3"}) try {
      status = run_program({python, report_script().string(), report.string()}, log);
      if (status == 0) break;
    } catch (const EnvironmentError& error) {
      write_text_atomically(log, std::string(error.what()) + "\n");
    }
  if (status != 0)
    warn("the report has no plots (they need python3-matplotlib): see " + log.string());
}

constexpr const char* kPage = R"(<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>freshet validate</title>
<style>body{{font:15px sans-serif;margin:2em}}table{{border-collapse:collapse}}
td,th{{padding:.2em .8em;border-bottom:1px solid #ccc;text-align:left}}
.pass{{color:#060}}.FAILED{{color:#b00;font-weight:bold}}.skipped{{color:#777}}</style>
<h1>freshet validate</h1><p>{} passed, {} failed, {} skipped</p>
<table><tr><th>suite<th>case<th>check<th>value<th>bound<th>unit<th>verdict<th>note</tr>
{}</table></html>
)";

}  // namespace

Tally count(const std::vector<ValidatedCase>& cases) {
  Tally tally;
  for (const auto& validated : cases)
    for (const auto& check : validated.checks)
      ++(check.skipped ? tally.skipped : check.pass ? tally.passed : tally.failed);
  return tally;
}

std::string validation_header() {
  return fmt::format("{:<30} {:<44} {:>11} {:>11} {:<5} {}", "case", "check", "value", "bound",
                     "unit", "verdict");
}

std::string validation_line(const ValidatedCase& validated, const RunCheck& c) {
  return fmt::format("{:<30} {:<44} {:>11} {:>11} {:<5} {}{}", validated.name, c.name,
                     c.skipped ? "-" : fmt::format("{:.4g}", c.value), bound_text(c), c.unit,
                     verdict(c), c.note.empty() ? "" : ": " + c.note);
}

std::string validation_json(const std::vector<ValidatedCase>& cases) {
  Json checks = Json::array(), ran = Json::array();
  for (const auto& validated : cases) {
    for (const auto& c : validated.checks)
      checks.push_back({{"suite", validated.suite},
                        {"case", validated.name},
                        {"check", c.name},
                        {"value", c.value},
                        {"bound", c.bound},
                        {"at_least", c.at_least},
                        {"unit", c.unit},
                        {"pass", c.pass},
                        {"skipped", c.skipped},
                        {"note", c.note}});
    ran.push_back(json_of(validated));
  }
  const Tally tally = count(cases);
  const Json json{{"version", FRESHET_VERSION}, {"checks", checks},
                  {"passed", tally.passed},     {"failed", tally.failed},
                  {"skipped", tally.skipped},   {"cases", ran}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string validation_html(const std::vector<ValidatedCase>& cases) {
  std::string lines;
  for (const auto& validated : cases)
    for (const auto& c : validated.checks)
      lines +=
          fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td class=\"{}\">{}<td>{}</tr>\n",
                      escaped(validated.suite), escaped(validated.name), escaped(c.name),
                      c.skipped ? "-" : fmt::format("{:.4g}", c.value), escaped(bound_text(c)),
                      escaped(c.unit), verdict(c), verdict(c), escaped(c.note));
  const Tally tally = count(cases);
  return fmt::format(kPage, tally.passed, tally.failed, tally.skipped, lines);
}

void write_validation(const std::vector<ValidatedCase>& cases, const std::filesystem::path& json,
                      const std::filesystem::path& report) {
  const std::string text = validation_json(cases);
  if (!json.empty()) {
    if (json.has_parent_path()) make_folder(json.parent_path());
    write_text_atomically(json, text);
  }
  if (report.empty()) return;
  make_folder(report);
  write_text_atomically(report / "validation.json", text);
  write_text_atomically(report / "index.html", validation_html(cases));
  draw_page(report);
}

}  // namespace freshet
