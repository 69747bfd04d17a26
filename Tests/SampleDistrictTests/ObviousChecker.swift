/// Something that cannot be right, with the place where it stands.
struct Violation: Hashable {
  /// The code of the rule that looks for it, or a word where no rule does yet.
  let rule: String
  let year: Int
  let unitCode: String
  var lineNumber: String?
  var figure: String?
}

/// Checks a district the slow and obvious way, apart from the program that made it.
struct ObviousChecker {
  let district: FiledDistrict
  let subjects: ShippedSubjects
  let reading: Reading

  func violations() -> [Violation] {
    let effective = district.effective
    let actuals = Dictionary(
      effective.filter { $0.kind == "final_account" }.map { ("\($0.unitCode) \($0.year)", $0) },
      uniquingKeysWith: { first, _ in first })
    var found: [Violation] = []
    for submission in effective {
      let checks = SubmissionChecker(submission: submission, reading: reading)
      found += checks.printedTotals() + checks.statedTotals() + checks.growth() + checks.shares()
      found += checks.logic() + codes(of: submission)
      let before = actuals["\(submission.unitCode) \(submission.year - 1)"]
      if let prior = submission.amount("total.prior"), let last = before?.amount("total.actual"),
        !reading.allows(sum: [last], equals: prior)
      {
        found.append(checks.violation("prior_year", figure: "total.prior"))
      }
    }
    return found + filing(effective) + controlTotals(effective)
  }

  private func codes(of submission: FiledDistrict.Submission) -> [Violation] {
    submission.rows.compactMap { row in
      guard row.section == "functional", row.code != "*" else { return nil }
      func violation(_ rule: String) -> Violation {
        Violation(
          rule: rule, year: submission.year, unitCode: submission.unitCode,
          lineNumber: row.number)
      }
      if ![3, 5, 7].contains(row.code.utf8.count) { return violation("C010") }
      if subjects.lists(row.code, fund: row.fund, in: submission.year) { return nil }
      let wasOrWillBe = subjects.lists(row.code, fund: row.fund)
      return violation(wasOrWillBe ? "C030" : "C020")
    }
  }

  /// Who is missing, late or unknown.
  private func filing(_ effective: [FiledDistrict.Submission]) -> [Violation] {
    var found: [Violation] = []
    for expectation in district.expectations where expectation["exempt_reason"] == nil {
      let unit = expectation["unit_code"] ?? ""
      let year = Int(expectation["fiscal_year"] ?? "") ?? 0
      let filed = effective.filter {
        $0.unitCode == unit && $0.year == year && $0.kind != "budget"
      }
      if filed.isEmpty {
        found.append(Violation(rule: "U020", year: year, unitCode: unit))
      }
      let dueOn = expectation["due_on"] ?? ""
      for submission in filed where (submission.row["submitted_at"] ?? "").prefix(10) > dueOn {
        found.append(Violation(rule: "late", year: year, unitCode: unit))
      }
    }
    for submission in effective {
      let stands = district.units.contains {
        $0["unit_code"] == submission.unitCode && district.isValid($0, in: submission.year)
      }
      if !stands {
        found.append(
          Violation(
            rule: "U010", year: submission.year, unitCode: submission.unitCode))
      }
    }
    return found
  }

  /// A group's own total against the money of all leaves below it.
  private func controlTotals(_ effective: [FiledDistrict.Submission]) -> [Violation] {
    let groups = Set(district.units.compactMap { $0["parent_code"] })
    var found: [Violation] = []
    for group in effective where groups.contains(group.unitCode) {
      let below = effective.filter {
        $0.year == group.year && $0.kind == "final_account" && !groups.contains($0.unitCode)
          && $0.unitCode.hasPrefix(group.unitCode)
      }
      let money = below.flatMap { leaf in
        SubmissionChecker(submission: leaf, reading: reading).money("functional", "actual")
          .compactMap { $0.amounts["actual"] }
      }
      let checks = SubmissionChecker(submission: group, reading: reading)
      guard let total = group.amount("total.actual") else { continue }
      if !reading.allows(sum: money, equals: total) {
        found.append(checks.violation("U040", figure: "total.actual"))
      }
    }
    return found
  }
}
