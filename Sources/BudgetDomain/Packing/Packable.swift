/// A value that can be written down as bytes and read back as it was.
///
/// The bytes are for the program that wrote them: another version need not understand them.
public protocol Packable {
  /// Writes the value after those that `writer` holds.
  func pack(into writer: inout PackWriter)

  /// Reads the next value.
  ///
  /// - Throws: `PackDefect` where the bytes are no such value.
  init(from reader: inout PackReader) throws
}

/// Bytes that do not hold what should be in them.
public struct PackDefect: Error {
  /// Says so.
  public init() {}
}

/// Writes values one after another, each in as few bytes as it needs.
public struct PackWriter {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// Begins with nothing.
  public init() {}

  /// Writes a number: seven bits a byte, the lowest first, zigzag, so that small negative numbers
  /// are short too.
  public mutating func append(_ number: Int64) { bytes.append(packing: number) }

  /// Writes bytes, with their count before them.
  public mutating func append(bytes: some Collection<UInt8>) {
    append(Int64(bytes.count))
    self.bytes.append(contentsOf: bytes)
  }

  /// Writes a value.
  public mutating func append(_ value: some Packable) { value.pack(into: &self) }
}

extension [UInt8] {
  /// Appends a number as `PackWriter` writes it.
  public mutating func append(packing number: Int64) {
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Reads values in the order in which they were written.
public struct PackReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// Reads `bytes`, which must outlive the reader.
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Whether all has been read.
  public var isAtEnd: Bool { place == bytes.count }

  /// What has not been read yet.
  public var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[place...]) }

  /// Reads a number.
  public mutating func number() throws -> Int64 {
    var word: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      word |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1) }
      shift += 7
    }
    throw PackDefect()
  }

  /// Reads a number of a narrower type.
  public mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    guard let number = Number(exactly: try number()) else { throw PackDefect() }
    return number
  }

  /// Reads a count of things that take a byte each at least.
  public mutating func count() throws -> Int {
    let count = try number(Int.self)
    guard 0...bytes.count - place ~= count else { throw PackDefect() }
    return count
  }

  /// Reads bytes; they live as long as those of the reader.
  public mutating func slice() throws -> UnsafeRawBufferPointer {
    let count = try count()
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }

  /// Reads a value.
  public mutating func value<Value: Packable>(_ type: Value.Type = Value.self) throws -> Value {
    try Value(from: &self)
  }
}

extension Int64: Packable {
  /// Writes the number.
  public func pack(into writer: inout PackWriter) { writer.append(self) }
  /// Reads a number.
  public init(from reader: inout PackReader) throws { self = try reader.number() }
}

extension Int: Packable {
  /// Writes the number.
  public func pack(into writer: inout PackWriter) { writer.append(Int64(self)) }
  /// Reads a number.
  public init(from reader: inout PackReader) throws { self = try reader.number(Int.self) }
}

extension Int32: Packable {
  /// Writes the number.
  public func pack(into writer: inout PackWriter) { writer.append(Int64(self)) }
  /// Reads a number.
  public init(from reader: inout PackReader) throws { self = try reader.number(Int32.self) }
}

extension Int128: Packable {
  /// Writes the number.
  public func pack(into writer: inout PackWriter) {
    writer.append(Int64(truncatingIfNeeded: self >> 64))
    writer.append(Int64(truncatingIfNeeded: self))
  }
  /// Reads a number.
  public init(from reader: inout PackReader) throws {
    let high = try reader.number()
    self = Int128(high) << 64 | Int128(UInt64(bitPattern: try reader.number()))
  }
}

extension Bool: Packable {
  /// Writes 1 or 0.
  public func pack(into writer: inout PackWriter) { writer.append(self ? 1 : 0) }
  /// Reads 1 or 0.
  public init(from reader: inout PackReader) throws {
    switch try reader.number() {
    case 0: self = false
    case 1: self = true
    default: throw PackDefect()
    }
  }
}

extension String: Packable {
  /// Writes the text's UTF-8.
  public func pack(into writer: inout PackWriter) { writer.append(bytes: utf8) }
  /// Reads a text.
  public init(from reader: inout PackReader) throws {
    guard let text = String(validating: try reader.slice(), as: UTF8.self) else {
      throw PackDefect()
    }
    self = text
  }
}

extension Optional: Packable where Wrapped: Packable {
  /// Writes whether there is a value, and the value.
  public func pack(into writer: inout PackWriter) {
    writer.append(self != nil)
    if let self { writer.append(self) }
  }
  /// Reads a value that may be missing.
  public init(from reader: inout PackReader) throws {
    self = try reader.value(Bool.self) ? try reader.value(Wrapped.self) : nil
  }
}

extension Array: Packable where Element: Packable {
  /// Writes how many there are, and each.
  public func pack(into writer: inout PackWriter) {
    writer.append(Int64(count))
    for element in self { writer.append(element) }
  }
  /// Reads all of them.
  public init(from reader: inout PackReader) throws {
    let count = try reader.count()
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try reader.value(Element.self)) }
  }
}

extension Packable where Self: RawRepresentable, RawValue == UInt8 {
  /// Writes the raw value.
  public func pack(into writer: inout PackWriter) { writer.append(Int64(rawValue)) }
  /// Reads a raw value.
  public init(from reader: inout PackReader) throws {
    guard let value = Self(rawValue: try reader.number(UInt8.self)) else { throw PackDefect() }
    self = value
  }
}

extension Packable where Self: RawRepresentable, RawValue == String {
  /// Writes the raw value.
  public func pack(into writer: inout PackWriter) { writer.append(rawValue) }
  /// Reads a raw value.
  public init(from reader: inout PackReader) throws {
    guard let value = Self(rawValue: try reader.value(String.self)) else { throw PackDefect() }
    self = value
  }
}
