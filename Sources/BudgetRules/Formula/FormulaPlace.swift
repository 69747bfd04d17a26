import BudgetDomain

extension Formula {
  /// Where an anomaly stands within a submission: at the figure that is judged, or else at the
  /// first thing that the formula names.
  ///
  /// - Parameter judged: What the relation says must fit; the one number that the anomaly states.
  func place(of judged: PrintedFigure, within submission: Place) -> Place {
    var place = submission
    if case .stated(let name) = judged.name, names(name) {
      place.figure = name.text
      return place
    }
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

  /// Whether a reference is to the figure itself, not to what it follows from.
  private func names(_ figure: FigureName) -> Bool {
    references.contains { reference in
      switch reference.item {
      case .figure(let name), .ownFigure(let name): name == figure
      case .rows: false
      }
    }
  }
}
