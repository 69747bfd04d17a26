import Testing

@testable import BudgetEngine

/// The table of places numbers them as a dictionary would.
@Suite struct PlaceTableTests {
  @Test func numbersPlacesInTheirOrder() {
    var table = PlaceTable()
    var naive: [UInt64: Int] = [:]
    var generator = SeededGenerator(seed: 7)
    // Few nodes and keys, so that most places come again, and enough of them to grow.
    for _ in 0..<40_000 {
      let place =
        UInt64.random(in: 0..<300, using: &generator) << 32
        | UInt64.random(in: 0..<40, using: &generator)
      let isNew = naive[place] == nil
      let number = table.number(of: place)
      #expect(number == naive[place] ?? naive.count)
      if isNew { naive[place] = number }
    }
  }

  @Test func tellsPlacesApartThatShareASlot() {
    var table = PlaceTable()
    for place in UInt64(0)..<5000 { #expect(table.number(of: place << 32) == Int(place)) }
    for place in UInt64(0)..<5000 { #expect(table.number(of: place << 32) == Int(place)) }
  }
}
