import BudgetDomain

/// The figures that a book prints outside its tables; each is rounded once from the truth.
extension Book {
  /// Totals of all spending, and of its two kinds.
  mutating func stateTotals(_ truth: UnitYearTruth) {
    let (total, basic, project) = (truth.total(), truth.total(.basic), truth.total(.project))
    state("total.initial_budget", fen: total.initial)
    state("total.final_budget", fen: total.final)
    state("total.actual", fen: total.actual)
    state("basic.initial_budget", fen: basic.initial)
    state("basic.actual", fen: basic.actual)
    state("project.initial_budget", fen: project.initial)
    state("project.actual", fen: project.actual)
    for fund in [FundType.fund, .capital] {
      let money = truth.rows.reduce(0) { $1.fund == fund ? $0 + $1.fen.actual : $0 }
      if money != 0 { state("total.actual.\(fund.name)", fen: money) }
    }
  }

  /// Last year's total, the change and the growth, with a reason where it is large.
  mutating func stateGrowth(from prior: UnitYearTruth, to truth: UnitYearTruth, decimals: UInt8) {
    let (before, now) = (prior.total().actual, truth.total().actual)
    state("total.prior", fen: before)
    stateChange("total", from: before, to: now, decimals: decimals)
    if (now - before).magnitude * 20 > before.magnitude {
      let text = now > before ? "人员经费和重点项目支出增加" : "压减项目支出"
      explanations.append(Explanation(figure: "total.change", text: text))
    }
  }

  private mutating func stateChange(
    _ family: String, from before: Int64, to now: Int64, decimals: UInt8
  ) {
    state(family + ".change", fen: now - before)
    guard before > 0 else { return }
    state(
      family + ".change_percent",
      PrintedNumber(percentOf: now - before, in: before, decimals: decimals))
  }

  /// 三公, meetings and training, with last year's figures where there was a last year.
  mutating func stateRestrictedSpending(
    _ truth: UnitYearTruth, prior: UnitYearTruth?, decimals: UInt8
  ) {
    for (family, codes) in Self.restricted {
      let actual = codes.reduce(0) { $0 + truth.economic($1) }
      state(family + ".budget", fen: codes.reduce(0) { $0 + Self.budget(truth.economic($1)) })
      state(family + ".actual", fen: actual)
      guard let prior else { continue }
      let before = codes.reduce(0) { $0 + prior.economic($1) }
      state(family + ".prior", fen: before)
      stateChange(family, from: before, to: actual, decimals: decimals)
    }
    state("overseas.groups", PrintedNumber(0))
    state("overseas.persons", PrintedNumber(0))
    state("reception.batches", PrintedNumber(truth.counts.receptionBatches))
    state("reception.persons", PrintedNumber(truth.counts.receptionPersons))
    state("training.persons", PrintedNumber(truth.counts.trainingPersons))
  }

  /// A budget of 8 % more, in whole hundreds of yuan and never below the actual amount.
  private static func budget(_ actual: Int64) -> Int64 {
    (actual * 108 / 100 + 9_999) / 10_000 * 10_000
  }

  /// The families of restricted spending and the economic items that they gather.
  private static let restricted: [(family: String, codes: [String])] = [
    ("three_public", ["30212", "31013", "30231", "30217"]),
    ("three_public.overseas", ["30212"]),
    ("three_public.vehicle", ["31013", "30231"]),
    ("three_public.vehicle_purchase", ["31013"]),
    ("three_public.vehicle_running", ["30231"]),
    ("three_public.reception", ["30217"]),
    ("meeting", ["30215"]),
    ("training", ["30216"]),
  ]

  /// Posts, people and cars.
  mutating func stateCounts(_ counts: Counts) {
    state("staff.authorised", PrintedNumber(counts.staffAuthorised))
    state("staff.actual", PrintedNumber(counts.staffActual))
    state("vehicle.count", PrintedNumber(counts.vehicles))
    state("vehicle.bought", PrintedNumber(0))
    state("vehicle.disposed", PrintedNumber(0))
  }

  /// The share of every subject of `digits` digits in the unit's spending.
  mutating func stateShares(_ truth: UnitYearTruth, digits: Int, decimals: UInt8) {
    let total = truth.total().actual
    for code in Set(truth.rows.map { String($0.code.prefix(digits)) }).sorted() {
      let part = truth.rows.reduce(0) { $1.code.hasPrefix(code) ? $0 + $1.fen.actual : $0 }
      state(
        "share_percent." + code, PrintedNumber(percentOf: part, in: total, decimals: decimals))
    }
  }

  /// Running costs of offices, and what was bought.
  mutating func stateProcurement(_ truth: UnitYearTruth, isInstitution: Bool) {
    if !isInstitution {
      state("operating_cost.actual", fen: truth.economic("302") + truth.economic("310"))
    }
    let works = truth.economic("30213")
    let goods = truth.economic("310") + truth.economic("30201") / 2
    let services = truth.economic("30226")
    let total = works + goods + services
    state("procurement.total", fen: total)
    state("procurement.goods", fen: goods)
    state("procurement.works", fen: works)
    state("procurement.services", fen: services)
    state("procurement.sme", fen: total * 3 / 4)
    state("procurement.micro", fen: total / 2)
  }
}
