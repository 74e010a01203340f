#pragma once
#include "cases/case.hpp"
#include "cases/reader/case_table.hpp"

/// What the kinds of [[check]] read that compare with places and times of tables and solutions.
namespace freshet {

void read_order(CheckSpec& check, const CaseTable& table);
void read_front(CheckSpec& check, const CaseTable& table);
void read_crossing(CheckSpec& check, const CaseTable& table);
void read_steady_discharge(CheckSpec& check, const CaseTable& table);
void read_gauge_figure(CheckSpec& check, const CaseTable& table);
void read_series_rmse(CheckSpec& check, const CaseTable& table);
void read_profile_rmse(CheckSpec& check, const CaseTable& table);
void read_velocity_rmse(CheckSpec& check, const CaseTable& table);

}  // namespace freshet
