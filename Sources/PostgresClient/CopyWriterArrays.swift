/// One-dimensional arrays of a binary copy: the number of dimensions, whether there are NULLs, the
/// type of the elements, the length, the lower bound 1, then the elements as fields.
///
/// Source: `array_send` of PostgreSQL; an empty array has no dimension at all.
extension CopyWriter {
  /// Appends a smallint[] without NULLs.
  public mutating func append(int16Array values: [Int16]) throws(PostgresError) {
    try append(whole: values)
  }

  /// Appends a smallint[]; a nil element is NULL.
  public mutating func append(int16Array values: [Int16?]) throws(PostgresError) {
    try append(sparse: values)
  }

  /// Appends a smallint[] from a buffer; an element whose `validity` is false is NULL.
  public mutating func append(
    int16Array values: UnsafeBufferPointer<Int16>, validity: UnsafeBufferPointer<Bool>?
  ) throws(PostgresError) {
    try append(values, validity)
  }

  /// Appends an integer[] without NULLs.
  public mutating func append(int32Array values: [Int32]) throws(PostgresError) {
    try append(whole: values)
  }

  /// Appends an integer[]; a nil element is NULL.
  public mutating func append(int32Array values: [Int32?]) throws(PostgresError) {
    try append(sparse: values)
  }

  /// Appends an integer[] from a buffer; an element whose `validity` is false is NULL.
  public mutating func append(
    int32Array values: UnsafeBufferPointer<Int32>, validity: UnsafeBufferPointer<Bool>?
  ) throws(PostgresError) {
    try append(values, validity)
  }

  /// Appends a bigint[] without NULLs.
  public mutating func append(int64Array values: [Int64]) throws(PostgresError) {
    try append(whole: values)
  }

  /// Appends a bigint[]; a nil element is NULL.
  public mutating func append(int64Array values: [Int64?]) throws(PostgresError) {
    try append(sparse: values)
  }

  /// Appends a bigint[] from a buffer; an element whose `validity` is false is NULL.
  public mutating func append(
    int64Array values: UnsafeBufferPointer<Int64>, validity: UnsafeBufferPointer<Bool>?
  ) throws(PostgresError) {
    try append(values, validity)
  }

  /// Appends a text[]; a nil element is NULL.
  public mutating func append(textArray values: [String?]) throws(PostgresError) {
    let contentSize = values.reduce(0) { $0 + 4 + ($1?.utf8.count ?? 0) }
    try beginArray(
      count: values.count, hasNull: values.contains(nil), elementType: 25, contentSize: contentSize)
    for value in values {
      try reserve(4)
      guard var value else {
        store(Int32(-1))
        continue
      }
      store(Int32(value.utf8.count))
      let outcome = value.withUTF8 { utf8 in
        Result { () throws(PostgresError) in try append(raw: UnsafeRawBufferPointer(utf8)) }
      }
      try outcome.get()
    }
  }
}

extension CopyWriter {
  private mutating func append<Integer: ArrayElement>(
    whole values: [Integer]
  ) throws(PostgresError) {
    let outcome = values.withUnsafeBufferPointer { values in
      Result { () throws(PostgresError) in try append(values, nil) }
    }
    try outcome.get()
  }

  private mutating func append<Integer: ArrayElement>(
    sparse values: [Integer?]
  ) throws(PostgresError) {
    let nullCount = values.count { $0 == nil }
    let size = MemoryLayout<Integer>.size
    try beginArray(
      count: values.count, hasNull: nullCount > 0, elementType: Integer.typeOID,
      contentSize: values.count * (4 + size) - nullCount * size)
    for value in values { try appendElement(value) }
  }

  private mutating func append<Integer: ArrayElement>(
    _ values: UnsafeBufferPointer<Integer>, _ validity: UnsafeBufferPointer<Bool>?
  ) throws(PostgresError) {
    precondition(validity.map { $0.count == values.count } ?? true)
    let nullCount = validity?.count { !$0 } ?? 0
    let size = MemoryLayout<Integer>.size
    try beginArray(
      count: values.count, hasNull: nullCount > 0, elementType: Integer.typeOID,
      contentSize: values.count * (4 + size) - nullCount * size)
    guard let validity, nullCount > 0 else { return try appendAll(values) }
    for index in values.indices { try appendElement(validity[index] ? values[index] : nil) }
  }

  /// Appends elements none of which is null; an array that fits the buffer asks for room once.
  private mutating func appendAll<Integer: ArrayElement>(
    _ values: UnsafeBufferPointer<Integer>
  ) throws(PostgresError) {
    let byteCount = values.count * (4 + MemoryLayout<Integer>.size)
    guard byteCount <= Self.capacity else {
      for value in values { try appendElement(value) }
      return
    }
    try reserve(byteCount)
    for value in values {
      store(Int32(MemoryLayout<Integer>.size))
      store(value)
    }
  }

  private mutating func appendElement<Integer: ArrayElement>(
    _ value: Integer?
  ) throws(PostgresError) {
    try reserve(4 + MemoryLayout<Integer>.size)
    guard let value else { return store(Int32(-1)) }
    store(Int32(MemoryLayout<Integer>.size))
    store(value)
  }

  private mutating func beginArray(
    count: Int, hasNull: Bool, elementType: Int32, contentSize: Int
  ) throws(PostgresError) {
    beginField()
    try reserve(24)
    store(Int32(12 + (count == 0 ? 0 : 8) + contentSize))
    store(Int32(count == 0 ? 0 : 1))
    store(Int32(hasNull ? 1 : 0))
    store(elementType)
    guard count > 0 else { return }
    store(Int32(count))
    store(Int32(1))
  }
}

/// An integer with an array type on the server; the numbers are those of the catalogue `pg_type`.
private protocol ArrayElement: FixedWidthInteger {
  static var typeOID: Int32 { get }
}

extension Int16: ArrayElement { fileprivate static var typeOID: Int32 { 21 } }
extension Int32: ArrayElement { fileprivate static var typeOID: Int32 { 23 } }
extension Int64: ArrayElement { fileprivate static var typeOID: Int32 { 20 } }
