import BudgetReport
import Foundation

/// What was acted upon, read from the detail of an audit record: a year, an anomaly, publications,
/// a unit's people.
struct AuditObject: Decodable {
  private let fiscalYear: Int?
  private let anomalyID: Int64?
  private let publicationID: Int64?
  private let supersededID: Int64?
  private let publicationIDs: [Int64]?
  private let requestID: Int64?
  private let old: Member?
  private let new: Member?

  /// A row of `control.unit_member`.
  private struct Member: Decodable {
    let roleName: String
    let unitCode: String

    private enum CodingKeys: String, CodingKey {
      case roleName = "role_name"
      case unitCode = "unit_code"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case fiscalYear = "fiscal_year"
    case anomalyID = "anomaly_id"
    case publicationID = "publication_id"
    case supersededID = "superseded_id"
    case publicationIDs = "publication_ids"
    case requestID = "request_id"
    case old, new
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    fiscalYear = try values.decodeIfPresent(Int.self, forKey: .fiscalYear)
    anomalyID = try values.decodeIfPresent(Int64.self, forKey: .anomalyID)
    publicationID = try values.decodeIfPresent(Int64.self, forKey: .publicationID)
    supersededID = try values.decodeIfPresent(Int64.self, forKey: .supersededID)
    publicationIDs = try values.decodeIfPresent([Int64].self, forKey: .publicationIDs)
    requestID = try values.decodeIfPresent(Int64.self, forKey: .requestID)
    // Of a request or a closing, `new` says whether there was none yet.
    old = try? values.decodeIfPresent(Member.self, forKey: .old)
    new = try? values.decodeIfPresent(Member.self, forKey: .new)
  }

  /// The object of a record; empty where the detail names none.
  static func text(of detail: String, _ language: Language) -> String {
    let object = try? JSONDecoder().decode(AuditObject.self, from: Data(detail.utf8))
    return object?.phrases.map { $0(language) }.joined(separator: " ") ?? ""
  }

  private var phrases: [Phrase] {
    if let anomalyID { return [Phrase("异常 \(anomalyID)", "anomaly \(anomalyID)")] }
    if let member = new ?? old { return [same("\(member.roleName) \(member.unitCode)")] }
    if let fiscalYear {
      let request = requestID.map { Phrase("申请 \($0)", "request \($0)") }
      return [Phrase("\(fiscalYear) 年度", "\(fiscalYear)"), request].compactMap(\.self)
    }
    if let publicationIDs {
      let named = publicationIDs.map { String($0) }.joined(separator: " ")
      return [Phrase("发布 \(named)", "publication \(named)")]
    }
    guard let publicationID else { return [] }
    let before = supersededID.map { "\($0) → " } ?? ""
    return [Phrase("发布 \(before)\(publicationID)", "publication \(before)\(publicationID)")]
  }
}
