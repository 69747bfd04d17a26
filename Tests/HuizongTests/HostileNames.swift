import Foundation

/// Two hundred names that somebody could give a unit, a project or a rule to harm whoever reads
/// them: formulas, control sequences of terminals, scripts, quotes, marks that turn or hide text.
enum HostileNames {
  static let all = beginnings.flatMap { beginning in endings.map { beginning + $0 } }

  private static let beginnings = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "\n=1+1",
    "\u{1B}[31m红", "\u{1B}]0;title\u{7}", "\u{9B}2J", "\u{8}\u{8}\u{8}", "\u{7F}\u{85}",
    "\u{202E}政财", "\u{200B}财\u{200D}政", "\u{FEFF}=1", "\u{2028}行\u{2029}", "\u{FF1D}1+1",
    "<script>alert(1)</script>", "\"引号\"", "'; DROP TABLE intake.line; --", "a,b\"c,d",
    "%s%n$(id)`id`${HOME}", "$$ $1 \\ \\u0000 \\x1b", "\u{E0041}\u{E000}", " =1+1",
  ]

  private static let endings = [
    "", "局", " ", "\"", ",", "\u{1B}[0m", "\u{202D}", String(repeating: "长", count: 60),
  ]

  /// Import files of a district whose units, subjects, projects and rules are named so; the totals
  /// printed are wrong, so that there are anomalies to tell of.
  static let district: [String: String] = {
    let units = all.indices.map { "H\($0 + 1)" }
    return [
      "unit.csv": csv(
        ["unit_code", "valid_from", "name", "parent_code", "unit_type"],
        [["G", "2000", all[0], "", ""], ["=1+1", "2000", all[7], "G", "@x"]]
          + zip(units, all).map { [$0, "2000", $1, "G", "=\($0)"] }),
      "functional_subject.csv": csv(
        ["fund_type", "code", "valid_from", "name", "source"],
        [
          ["general", "201", "2000", all[8], all[0]], ["general", "20101", "2000", all[3 * 8], ""],
        ]),
      "formula_rule.csv": csv(
        ["rule_code", "valid_from", "title", "severity", "scope", "formula", "note"],
        [["=X1", "2000", all[0], "error", "submission", all[19 * 8], all[7 * 8]]]),
      "submission.csv": csv(
        [
          "submission_id", "unit_code", "fiscal_year", "kind", "revision", "status", "amount_unit",
          "source",
        ],
        (["=1+1"] + units).enumerated().map {
          ["\($0 + 1)", $1, "2023", "final_account", "1", "accepted", "yuan", all[$0 % 200]]
        }),
      "line.csv": csv(
        [
          "submission_id", "line_no", "section", "functional_code", "printed_name", "note",
          "actual", "project_code",
        ],
        (0...200).flatMap { index in
          let name = all[index % 200]
          return [
            ["\(index + 1)", "1", "functional", "201", name, name, "100.00", ""],
            ["\(index + 1)", "2", "functional", "2010101", name, name, "\(40 + index).37", ""],
            ["\(index + 1)", "3", "functional", "=1+1'", name, name, "1.00", ""],
            ["\(index + 1)", "4", "project", "201", name, name, "1.00", "-1+@\(index)"],
          ]
        }),
    ]
  }()

  private static func csv(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }.joined()
  }

  /// Whether a terminal would obey the scalar, or show nothing of it.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: false
    }
  }

  /// The fields of a CSV text. Source: RFC 4180.
  static func fields(_ text: String) -> [String] {
    var (fields, field, isQuoted) = ([String](), "", false)
    for scalar in text.unicodeScalars {
      switch (scalar, isQuoted) {
      case ("\"", _): isQuoted.toggle()
      case (",", false), ("\n", false): fields.append(field); field = ""
      case ("\r", false): break
      default: field.unicodeScalars.append(scalar)
      }
    }
    return fields
  }
}
