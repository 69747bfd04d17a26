import BudgetDomain

extension Formula {
  /// Where an anomaly stands within a submission: at the first thing that the formula names.
  func place(within submission: Place) -> Place {
    var place = submission
    switch references.first?.item {
    case .figure(let name), .ownFigure(let name): place.figure = name.text
    case .rows(let rows):
      (place.section, place.form, place.code) = (rows.section, rows.form, rows.codes.first)
      place.measure = rows.measure
      place.fund = rows.fund == .unstated ? nil : rows.fund
      place.column = rows.kind == .unstated ? nil : rows.kind.name
    case nil: break
    }
    return place
  }
}
