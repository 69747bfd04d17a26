public import BudgetDomain

extension FormulaAmount: Packable {
  /// Writes the figures, each with its place.
  public func pack(into writer: inout PackWriter) {
    writer.append(certain)
    writer.append(open)
  }
  /// Reads figures.
  public init(from reader: inout PackReader) throws {
    self.init(certain: try reader.value(), open: try reader.value())
  }
}

extension FormulaAmount.Occurrence: Packable {
  func pack(into writer: inout PackWriter) {
    writer.append(key.submission)
    writer.append(key.row)
    writer.append(key.measure)
    writer.append(key.name)
    writer.append(figure)
    writer.append(factor)
  }
  init(from reader: inout PackReader) throws {
    key = FormulaAmount.Key(
      submission: try reader.value(), row: try reader.value(), measure: try reader.value(),
      name: try reader.value())
    figure = try reader.value()
    factor = try reader.value()
  }
}
