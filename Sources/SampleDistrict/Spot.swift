import BudgetDomain

/// Where one printed number of a book stands.
enum Spot: Hashable, Sendable {
  /// A measure of the row with this index.
  case row(Int, Measure)
  /// The figure outside the tables with this index.
  case stated(Int)
}

extension Line {
  /// What makes it the same row in another year's book: everything but numbers and position.
  var identity: [String?] {
    [
      section.name, functionalCode, economicCode, projectCode, fund?.name, kind?.name,
      incomeKind?.name,
    ]
  }

  /// The code that the rows of its section are added up by.
  private var sumCode: String? {
    switch section {
    case .functional: functionalCode
    case .economic: economicCode
    case .project, .income: nil
    }
  }

  /// Whether this row is printed as a total over another.
  func covers(_ other: Line) -> Bool {
    guard section == other.section, let code = sumCode, let below = other.sumCode,
      fund == nil || fund == other.fund, kind == nil || kind == other.kind,
      code == "*" || below.hasPrefix(code)
    else { return false }
    return (code, fund, kind) != (below, other.fund, other.kind)
  }
}

extension Book {
  /// The number at a spot; a row may not state the measure.
  subscript(spot: Spot) -> PrintedNumber? {
    get {
      switch spot {
      case .row(let index, let measure): lines[index].amounts[measure]
      case .stated(let index): figures[index].value
      }
    }
    set {
      switch spot {
      case .row(let index, let measure): lines[index].amounts[measure] = newValue
      case .stated(let index): figures[index].value = newValue ?? figures[index].value
      }
    }
  }

  /// What kind of number stands at a spot.
  func dimension(_ spot: Spot) -> FigureName.Dimension {
    switch spot {
    case .row: .amount
    case .stated(let index): FigureName(figures[index].name).dimension
    }
  }

  /// The spot of a figure outside the tables.
  func spot(_ name: String) -> Spot? {
    figures.firstIndex { $0.name == name }.map(Spot.stated)
  }

  /// Everything printed in one section, a column after the other.
  func spots(_ section: Section) -> [Spot] {
    Measure.allCases.flatMap { column(section, $0) }
  }

  /// The numbers of one section and measure from top to bottom.
  func column(_ section: Section, _ measure: Measure) -> [Spot] {
    rows(section, measure).map { .row($0, measure) }
  }

  /// The rows of a section and measure that are no printed totals.
  func parts(_ section: Section, _ measure: Measure) -> [Int] {
    let rows = rows(section, measure)
    return rows.filter { row in !rows.contains { lines[row].covers(lines[$0]) } }
  }

  private func rows(_ section: Section, _ measure: Measure) -> [Int] {
    lines.indices.filter { index in
      lines[index].section == section && lines[index].amounts[measure] != nil
    }
  }

  /// A number picked with equal luck in its part of the book, the parts by about how much of a
  /// real book they are; nil where none of some fifty fits.
  func anySpot(_ dice: inout Dice, where fits: (Spot) -> Bool) -> Spot? {
    for _ in 0..<50 {
      let spots: [Spot]
      switch dice.pick(0...99) {
      case 0..<40: spots = self.spots(.functional)
      case 40..<55: spots = self.spots(.economic)
      case 55..<70: spots = self.spots(.project)
      case 70..<75: spots = self.spots(.income)
      default: spots = figures.indices.map(Spot.stated)
      }
      guard !spots.isEmpty else { continue }
      let spot = dice.pick(spots)
      if fits(spot) { return spot }
    }
    return nil
  }
}
