public import BudgetDomain

extension PrintedFigure: Packable {
  /// Writes the figure and those that are added to it.
  public func pack(into writer: inout PackWriter) {
    writer.append(name)
    writer.append(number)
    writer.append(dimension)
    writer.append(decimals)
    writer.append(lineNumber)
    writer.append(addends)
    writer.append(submission)
  }
  /// Reads a figure.
  public init(from reader: inout PackReader) throws {
    self.init(
      try reader.value(), number: try reader.value(), dimension: try reader.value(),
      decimals: try reader.value(), lineNumber: try reader.value(), addends: try reader.value(),
      submission: try reader.value())
  }
}

extension PrintedFigure.Dimension: Packable {
  /// Writes the unit of money; the others stand behind those.
  public func pack(into writer: inout PackWriter) {
    switch self {
    case .amount(let unit): writer.append(unit)
    case .percent: writer.append(Int64(AmountUnit.allCases.count))
    case .count: writer.append(Int64(AmountUnit.allCases.count) + 1)
    }
  }
  /// Reads a dimension.
  public init(from reader: inout PackReader) throws {
    let number = try reader.number(UInt8.self)
    if let unit = AmountUnit(rawValue: number) {
      self = .amount(unit)
    } else if Int(number) == AmountUnit.allCases.count {
      self = .percent
    } else if Int(number) == AmountUnit.allCases.count + 1 {
      self = .count
    } else {
      throw PackDefect()
    }
  }
}

extension PrintedFigure.Name: Packable {
  /// Writes which of the four it is, and that.
  public func pack(into writer: inout PackWriter) {
    switch self {
    case .stated(let figure):
      writer.append(Int64(0))
      writer.append(figure)
    case .row(let row, let measure):
      writer.append(Int64(1))
      writer.append(row)
      writer.append(measure)
    case .other(let text):
      writer.append(Int64(2))
      writer.append(text)
    case .elsewhere(let whose, let name):
      writer.append(Int64(3))
      writer.append(whose)
      writer.append(name)
    }
  }
  /// Reads a name.
  public init(from reader: inout PackReader) throws {
    switch try reader.number() {
    case 0: self = .stated(try reader.value())
    case 1: self = .row(try reader.value(), try reader.value())
    case 2: self = .other(try reader.value())
    case 3: self = .elsewhere(try reader.value(), try reader.value())
    default: throw PackDefect()
    }
  }
}
