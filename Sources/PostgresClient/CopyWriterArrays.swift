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

  /// Appends an integer[] without NULLs.
  public mutating func append(int32Array values: [Int32]) throws(PostgresError) {
    try append(whole: values)
  }

  /// Appends an integer[]; a nil element is NULL.
  public mutating func append(int32Array values: [Int32?]) throws(PostgresError) {
    try append(sparse: values)
  }

  /// Appends a bigint[] without NULLs.
  public mutating func append(int64Array values: [Int64]) throws(PostgresError) {
    try append(whole: values)
  }

  /// Appends a bigint[]; a nil element is NULL.
  public mutating func append(int64Array values: [Int64?]) throws(PostgresError) {
    try append(sparse: values)
  }

  /// Appends a bigint[] of at most 64 elements from a buffer.
  ///
  /// - Parameter stated: A bit for each element, the first one lowest; where it is 0 the element
  ///   is NULL.
  public mutating func append(
    int64Array values: UnsafeBufferPointer<Int64>, stated: UInt64
  ) throws(PostgresError) {
    precondition(values.count <= 64)
    let all = values.count == 64 ? UInt64.max : (1 << UInt64(values.count)) - 1
    let nullCount = (~stated & all).nonzeroBitCount
    guard nullCount > 0 else { return try append(values) }
    try beginArray(
      count: values.count, hasNull: true, elementType: Int64.typeOID,
      contentSize: values.count * 12 - nullCount * 8)
    // 64 elements with their lengths always fit the buffer at once.
    try reserve(64 * 12)
    for (place, value) in values.enumerated() {
      if stated >> UInt64(place) & 1 == 1 {
        store(Int32(8))
        store(value)
      } else {
        store(Int32(-1))
      }
    }
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
      Result { () throws(PostgresError) in try append(values) }
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
    _ values: UnsafeBufferPointer<Integer>
  ) throws(PostgresError) {
    try beginArray(
      count: values.count, hasNull: false, elementType: Integer.typeOID,
      contentSize: values.count * (4 + MemoryLayout<Integer>.size))
    try appendAll(values)
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
