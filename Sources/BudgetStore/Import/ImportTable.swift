internal import PostgresClient

/// A table that import can fill, as the database's catalogue describes it.
struct ImportTable {
  struct Column {
    let name: String
    let type: FieldType
    /// Whether a row cannot do without a value.
    let isRequired: Bool
  }

  let name: String
  /// In the order of the table.
  let columns: [Column]

  /// The name of the file that holds its rows.
  var fileName: String { name + ".csv" }

  /// All tables of `reference` and `intake`, in the order of their names.
  static func all(on connection: borrowing Connection) throws(PostgresError) -> [ImportTable] {
    var tables: [ImportTable] = []
    for row in try connection.run(.listImportColumns) {
      let table = try row.text("table_name")
      let typeName = try row.text("type_name")
      guard let type = FieldType(typeName: typeName) else {
        preconditionFailure("import knows no fields of type \(typeName), used in \(table)")
      }
      let column = Column(
        name: try row.text("column_name"), type: type, isRequired: try row.bool("is_required"))
      if let last = tables.last, last.name == table {
        tables[tables.count - 1] = ImportTable(name: table, columns: last.columns + [column])
      } else {
        tables.append(ImportTable(name: table, columns: [column]))
      }
    }
    return tables
  }
}

/// Where the header of one file puts the columns of its table.
struct ImportHeader {
  /// For each column of the table the field of a row that holds it; nil where the file has none.
  let fieldOfColumn: [Int?]
  /// The names in the order of the file.
  let names: [String]

  /// - Throws: `ImportDefect` for a name that is unknown, doubled or missing.
  init(_ record: CSVRecord, for table: ImportTable) throws(ImportDefect) {
    func defect(_ column: String, _ reason: ImportDefect.Reason) -> ImportDefect {
      ImportDefect(file: table.fileName, line: record.line, column: column, reason: reason)
    }
    var fieldOfColumn = [Int?](repeating: nil, count: table.columns.count)
    let names = (0..<record.fieldCount).map(record.text)
    for (field, name) in names.enumerated() {
      guard let column = table.columns.firstIndex(where: { $0.name == name }) else {
        throw defect(String(name.prefix(64)), .unknownColumn)
      }
      guard fieldOfColumn[column] == nil else { throw defect(name, .doubledColumn) }
      fieldOfColumn[column] = field
    }
    for (column, field) in zip(table.columns, fieldOfColumn) where field == nil && column.isRequired
    {
      throw defect(column.name, .missingColumn)
    }
    self.names = names
    self.fieldOfColumn = fieldOfColumn
  }

  /// The name over a field; nil behind the last one.
  func name(ofField field: Int) -> String? {
    names.indices.contains(field) ? names[field] : nil
  }
}
