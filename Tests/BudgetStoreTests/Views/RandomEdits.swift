/// Random changes of what the district of dice has filed, the same from the same seed.
struct RandomEdits {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// What happened to a district between two nights, as SQL.
  mutating func next() -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in edit() + ";" }
      .joined(separator: "\n")
  }

  private mutating func edit() -> String {
    let year = Int.random(in: 2020...2023, using: &generator)
    let sides = Int.random(in: 5...13, using: &generator)
    let unit = dice(1...30)
    let other = 1 + (unit + dice(0...28)) % 30
    switch Int.random(in: 0..<11, using: &generator) {
    case 0:
      return "UPDATE intake.line SET actual = actual + 3.33, final_budget = final_budget - 1 "
        + "WHERE submission_id % \(sides) = 1"
    case 1:
      return "UPDATE intake.submission SET status = 'withdrawn' "
        + "WHERE fiscal_year = \(year) AND submission_id % \(sides) = 2"
    case 2: return "UPDATE intake.submission SET status = 'accepted' WHERE fiscal_year = \(year)"
    case 3:
      return "UPDATE reference.unit SET parent_code = 'G1' "
        + "WHERE unit_code = 'U\(unit)' AND valid_to IS NULL"
    case 4:
      return "INSERT INTO reference.unit (unit_code, valid_from, name, parent_code) "
        + "VALUES ('U\(unit)x', 2021, '所属', 'U\(unit)') ON CONFLICT DO NOTHING"
    case 5:
      return "INSERT INTO reference.crosswalk VALUES ('general', '2010301', '2070301', \(year), "
        + "1, 1, 'recode') ON CONFLICT DO NOTHING"
    case 6: return "DELETE FROM reference.crosswalk WHERE from_code = '2010301'"
    case 7:
      return "INSERT INTO reference.unit_succession VALUES ('U\(unit)', 'U\(other)', \(year), "
        + "'transfer', 1, \(sides)) ON CONFLICT DO NOTHING"
    case 8:
      return "UPDATE reference.internal_transfer SET amount_fen = amount_fen / 2 + \(sides) "
        + "WHERE fiscal_year = \(year)"
    case 9:
      return "DELETE FROM reference.rule_setting; INSERT INTO reference.rule_setting "
        + "VALUES ('elimination', 'one_sided', 2000, NULL, \(sides % 2))"
    default:
      return "DELETE FROM intake.line WHERE submission_id IN "
        + "(SELECT submission_id FROM intake.submission WHERE fiscal_year = \(year)); "
        + "DELETE FROM intake.stated_figure WHERE submission_id IN "
        + "(SELECT submission_id FROM intake.submission WHERE fiscal_year = \(year)); "
        + "DELETE FROM intake.submission WHERE fiscal_year = \(year)"
    }
  }

  private mutating func dice(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
}
