extension Place: Packable {
  /// Writes all that tells the place apart.
  public func pack(into writer: inout PackWriter) {
    writer.append(year)
    writer.append(unit)
    writer.append(kind)
    writer.append(section)
    writer.append(form)
    writer.append(fund)
    writer.append(column)
    writer.append(code)
    writer.append(measure)
    writer.append(figure)
    writer.append(occurrence)
  }
  /// Reads a place.
  public init(from reader: inout PackReader) throws {
    self.init(year: try reader.value(), unit: try reader.value())
    kind = try reader.value()
    section = try reader.value()
    form = try reader.value()
    fund = try reader.value()
    column = try reader.value()
    code = try reader.value()
    measure = try reader.value()
    figure = try reader.value()
    occurrence = try reader.value()
  }
}

extension Operand: Packable {
  /// Writes the figure.
  public func pack(into writer: inout PackWriter) {
    writer.append(label)
    writer.append(printed)
    writer.append(low)
    writer.append(high)
    writer.append(lineNumber)
    writer.append(measure)
    writer.append(figure)
  }
  /// Reads a figure.
  public init(from reader: inout PackReader) throws {
    self.init(
      label: try reader.value(), printed: try reader.value(), low: try reader.value(),
      high: try reader.value(), lineNumber: try reader.value(), measure: try reader.value(),
      figure: try reader.value())
  }
}

extension Anomaly: Packable {
  /// Writes the anomaly.
  public func pack(into writer: inout PackWriter) {
    writer.append(rule)
    writer.append(ruleVersion)
    writer.append(severity)
    writer.append(place)
    writer.append(title)
    writer.append(message)
    writer.append(evidence)
    writer.append(lineNumber)
    writer.append(submissionID)
    writer.append(stated)
    writer.append(expectedLow)
    writer.append(expectedHigh)
    writer.append(cause)
    writer.append(corrected)
    writer.append(actualCorrectionFen)
    writer.append(suggestion)
  }
  /// Reads an anomaly.
  public init(from reader: inout PackReader) throws {
    self.init(
      rule: try reader.value(), ruleVersion: try reader.value(), severity: try reader.value(),
      place: try reader.value(), title: try reader.value(), message: try reader.value(),
      evidence: try reader.value())
    lineNumber = try reader.value()
    submissionID = try reader.value()
    stated = try reader.value()
    expectedLow = try reader.value()
    expectedHigh = try reader.value()
    cause = try reader.value()
    corrected = try reader.value()
    actualCorrectionFen = try reader.value()
    suggestion = try reader.value()
  }
}
