import BudgetDomain

/// Plants one slip of each kind, each in a unit of its own, spread over the years.
struct SlipPlanter {
  private let seed: UInt64
  private var usedUnits: Set<String> = []

  init(_ seed: UInt64) { self.seed = seed }

  /// Changes the district's books and says what was changed, in the order of `SlipKind`.
  ///
  /// A kind for which a small district has no fitting book is left out.
  consuming func plant(in district: inout DistrictBooks) -> [PlantedSlip] {
    var slips: [PlantedSlip] = []
    for (turn, kind) in SlipKind.allCases.enumerated() {
      let slip =
        switch kind {
        case .unknownUnit: plantUnknownUnit(in: &district)
        case .controlTotalOff: plantControlTotal(in: &district)
        default: plant(kind, turn: turn, in: &district)
        }
      if let slip { slips.append(slip) }
    }
    return slips
  }

  private mutating func plant(
    _ kind: SlipKind, turn: Int, in district: inout DistrictBooks
  ) -> PlantedSlip? {
    var choice = Dice(seed, "slip", kind.rawValue)
    let years = kind.outlastsItsYear ? [district.years.upperBound] : Array(district.years)
    for step in years.indices {
      let year = years[(turn + step) % years.count]
      let candidates = candidates(in: district, year)
      guard !candidates.isEmpty else { continue }
      let start = Int(choice.pick(0...Int64(candidates.count - 1)))
      for index in candidates[start...] + candidates[..<start] {
        guard let place = kind.plant(in: &district.books[index]) else { continue }
        let header = district.books[index].header
        usedUnits.insert(header.unitCode)
        if kind == .missing { district.books.remove(at: index) }
        return PlantedSlip(
          kind: kind, year: year, unitCode: header.unitCode,
          submissionID: kind == .missing ? nil : header.id, place: place)
      }
    }
    return nil
  }

  /// Final accounts that stand alone for their unit and year, outside the control totals, of units
  /// that have no slip yet.
  private func candidates(in district: DistrictBooks, _ year: Int) -> [Int] {
    let free = Set(
      district.tree.leaves.filter {
        !$0.standsUnderControlTotal && !usedUnits.contains($0.code)
      }.map(\.code))
    let ofYear = district.books.indices.filter { district.books[$0].header.year == year }
    let filings = Dictionary(grouping: ofYear) { district.books[$0].header.unitCode }
    return ofYear.filter {
      let header = district.books[$0].header
      return header.kind == .finalAccount && free.contains(header.unitCode)
        && filings[header.unitCode]?.count == 1
    }
  }

  /// A book of a unit that no tree holds: a copy of another unit's functional rows.
  private func plantUnknownUnit(in district: inout DistrictBooks) -> PlantedSlip? {
    let year = district.years.upperBound
    guard let model = candidates(in: district, year).first else { return nil }
    var book = Book(district.books[model].header)
    book.header.id = district.nextID
    book.header.unitCode = "999001"
    book.lines = district.books[model].lines.filter { $0.section == .functional }
    district.books.append(book)
    return PlantedSlip(
      kind: .unknownUnit, year: year, unitCode: book.header.unitCode,
      submissionID: book.header.id, place: SlipPlace(detail: "单位不在当年单位树中"))
  }

  /// A department whose account counts 10 万元 that none of its units has.
  private func plantControlTotal(in district: inout DistrictBooks) -> PlantedSlip? {
    let groups = Set(district.tree.units.filter(\.isGroup).map(\.code))
    let year = district.years.upperBound
    let index = district.books.indices.last {
      district.books[$0].header.year == year && groups.contains(district.books[$0].header.unitCode)
    }
    guard let index else { return nil }
    let header = district.books[index].header
    guard let group = district.tree.units.first(where: { $0.code == header.unitCode }) else {
      return nil
    }
    district.books[index] = district.controlTotal(of: group, year, extra: 10_000_000)
    district.books[index].header = header
    return PlantedSlip(
      kind: .controlTotalOff, year: year, unitCode: group.code, submissionID: header.id,
      place: SlipPlace(
        section: .functional, lineNumber: 1, figure: "total.actual",
        detail: "主管部门汇总数多计10万元"))
  }
}

extension SlipKind {
  /// Whether a comparison with next year's book would show the slip there too; such slips stand
  /// in the last year.
  fileprivate var outlastsItsYear: Bool {
    switch self {
    case .unitScale, .sign, .componentMissing, .priorYearCopied: true
    default: false
    }
  }
}
