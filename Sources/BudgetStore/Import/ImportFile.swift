internal import Glibc
internal import PostgresClient

/// Reads one file, judges each field by the type of its column, and sends the rows to COPY.
///
/// A field that is not of its type is a defect and travels as null, so that the database can
/// still judge the rest of its row; a row that cannot be assigned to columns does not travel.
struct ImportFile {
  let table: ImportTable
  /// What is wrong with the file, judged by its bytes alone.
  private(set) var defects = ImportDefectList()
  /// Whether the file was read to its end; otherwise its rows say nothing about other files.
  private(set) var isComplete = false

  init(of table: ImportTable) {
    self.table = table
  }

  /// Sends all rows of the file at `path`.
  ///
  /// - Throws: `PostgresError` only; what is wrong with the file is added to `defects`.
  mutating func copy(from path: String, to writer: inout CopyWriter) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return note(0, nil, .unreadable(errno: errno)) }
    defer { close(descriptor) }
    var reader = CSVReader { buffer throws(CSVDefect.Problem) in
      let byteCount = read(descriptor, buffer.baseAddress, buffer.count)
      guard byteCount >= 0 else { throw .unreadable(errno: errno) }
      return byteCount
    }
    var header: ImportHeader?
    do {
      try sendRows(of: &reader, to: &writer, header: &header)
    } catch let defect as ImportDefect {
      defects.append(defect)
    } catch let defect as CSVDefect {
      note(defect.line, header?.name(ofField: defect.field), ImportDefect.Reason(defect.problem))
    }
  }

  private mutating func sendRows(
    of reader: inout CSVReader, to writer: inout CopyWriter, header: inout ImportHeader?
  ) throws {
    var record = CSVRecord()
    guard try reader.read(&record) else { return note(0, nil, .emptyFile) }
    let columns = try ImportHeader(record, for: table)
    header = columns
    var rows = CopyRows()
    while try reader.read(&record) {
      guard record.fieldCount == columns.names.count else {
        note(
          record.line, nil,
          .fieldCount(found: record.fieldCount, expected: columns.names.count))
        continue
      }
      append(record, columns, to: &rows)
      if rows.isFull { try rows.send(to: &writer) }
    }
    try rows.send(to: &writer)
    isComplete = true
  }

  private mutating func append(
    _ record: borrowing CSVRecord, _ header: borrowing ImportHeader, to rows: inout CopyRows
  ) {
    for index in table.columns.indices {
      guard let field = header.fieldOfColumn[index] else {
        rows.appendNull()
        continue
      }
      record.withField(field) { bytes in
        if let reason = defect(in: bytes, of: table.columns[index]) {
          note(record.line, table.columns[index].name, reason)
          rows.appendNull()
        } else if bytes.isEmpty {
          rows.appendNull()
        } else {
          rows.append(bytes)
        }
      }
    }
    rows.end(atLine: record.line)
  }

  /// An empty field is null.
  private func defect(
    in bytes: UnsafeBufferPointer<UInt8>, of column: ImportTable.Column
  ) -> ImportDefect.Reason? {
    if bytes.isEmpty { return column.isRequired ? .missingValue : nil }
    return column.type.defect(in: bytes)
  }

  private mutating func note(_ line: Int, _ column: String?, _ reason: ImportDefect.Reason) {
    defects.append(
      ImportDefect(file: table.fileName, line: line, column: column, reason: reason))
  }
}
