/// Tells equal places apart, by counting them as they come.
public struct EqualPlaces: Sendable {
  private var counts: [Place: Int] = [:]

  /// No place has come yet.
  public init() {}

  /// A place with the number of its occurrence: 1, and one more for each equal place before it.
  public mutating func numbered(_ place: Place) -> Place {
    counts[place, default: 0] += 1
    var numbered = place
    numbered.occurrence = counts[place] ?? 1
    return numbered
  }
}
