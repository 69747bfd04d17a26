extension UnitHistory {
  /// Divides the basic spending among economic items so that they sum to it exactly.
  ///
  /// The social rows are the same money under both lists (2080505 = 30108, 2080506 = 30109,
  /// 2101101 or 2101102 = 30110, 2210201 = 30113); running costs are spread, and what is left of
  /// them is basic pay.
  func economics(of basics: [TruthRow], _ year: Int) -> [(code: String, actual: Int64)] {
    var items: [String: Int64] = [:]
    var running: Int64 = 0
    for row in basics {
      if let item = socialItem(row.code) {
        items[item, default: 0] += row.fen.actual
      } else {
        running += row.fen.actual
      }
    }
    var left = running
    for share in shares {
      var jitter = dice("share " + share.code, year)
      let actual = running * share.permille * jitter.pick(960...1040) / 1_000_000
      items[share.code, default: 0] += actual
      left -= actual
    }
    items["30101", default: 0] += left
    return items.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { (code: $0.key, actual: $0.value) }
  }

  private func socialItem(_ code: String) -> String? {
    switch code {
    case SubjectMenu.pension: "30108"
    case SubjectMenu.annuity: "30109"
    case SubjectMenu.medical(type): "30110"
    case SubjectMenu.housing: "30113"
    case "2080501", "2080502", "2080504": "30302"
    default: nil
    }
  }

  /// Permille of the running costs; what they leave is basic pay (30101).
  private var shares: [(code: String, permille: Int64)] {
    let isInstitution = type == .institution
    let common: [(code: String, permille: Int64)] = [
      ("30102", isInstitution ? 60 : 220), ("30103", isInstitution ? 40 : 150), ("30112", 14),
      ("30199", 12), ("30201", 28), ("30205", 4), ("30206", 9), ("30207", 6), ("30211", 11),
      ("30213", 10), ("30215", 4), ("30216", 3), ("30217", 2), ("30226", 15), ("30228", 10),
      ("30229", 12), ("30299", 13), ("30305", 7), ("31002", 9),
    ]
    var own: [(code: String, permille: Int64)] = isInstitution ? [("30107", 260)] : [("30239", 18)]
    if counts(anchorYear).vehicles > 0 { own.append(("30231", 8)) }
    return common + own
  }
}
