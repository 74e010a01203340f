"""The same state to the last bit, and the same tables to the last byte, on any number of ranks."""
import unittest

import run_cases


class SameBits(run_cases.RunTest):
    def same_on(self, ranks, *arguments, **options):
        self.run_case(*arguments, out="whole", **options)
        for count in [1, *ranks] if run_cases.BACKEND else ranks:
            self.run_case(*arguments, out=f"{count} ranks", ranks=count, **options)
            self.assert_same_results("whole", f"{count} ranks")

    def test_triangles(self):
        self.write(run_cases.flood(end_time=4))
        self.same_on([2, 3, 4, 7])
        self.assertGreater(self.summary("whole")["volume_in_m3"], 20)
        self.assertGreater(self.summary("whole")["volume_out_m3"], 20)

    def test_quadrilaterals_and_runge_kutta(self):
        self.write(run_cases.flood(shape="quadrilaterals", scheme="rk2", end_time=4))
        self.same_on([2, 4])

    def test_triangles_and_runge_kutta(self):
        self.write(run_cases.flood(scheme="rk2", end_time=2))
        self.same_on([3])

    def test_quadrilaterals_and_hancock(self):
        self.write(run_cases.flood(shape="quadrilaterals", end_time=2))
        self.same_on([3])

    def test_mixing(self):
        for order, model in ((2, 'model = "elder"'), (2, 'model = "smagorinsky"'), (1, 'model = "elder"')):
            with self.subTest(model, order=order):
                self.write(run_cases.flood(order=order, end_time=2, output=f"[mixing]\n{model}"))
                self.same_on([2, 3])

    def test_first_order(self):
        self.write(run_cases.flood(order=1, end_time=2))
        self.same_on([3])

    @unittest.skipUnless(run_cases.malpasset_data(), "FRESHET_DATA has no malpasset/geo_malpasset-small.slf")
    def test_malpasset(self):
        data = run_cases.malpasset_data()
        arguments = ["--data", data, "--set", "flow.end_time=20", "--set", "output.interval=0"]
        self.run_case(*arguments, out="whole", case="malpasset")
        self.run_case(*arguments, out="3", ranks=3, case="malpasset")
        self.assert_same_results("whole", "3", tables=["gauges.csv"])


if __name__ == "__main__":
    run_cases.main()
