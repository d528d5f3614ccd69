/** A request that Alibaba Cloud's gateway turns away before the product sees it. */
export interface GatewayFault {
  status: 400 | 404;
  code: string;
  message: string;
}

/** The codes, statuses and words of 阿里云 › 公共错误码 (客户端错误), as far as a caller of one operation can meet them. */
export const gatewayFaults = {
  missingAccessKeyId: fault(400, 'MissingAccessKeyId', 'AccessKeyId is mandatory for this action.'),
  missingSignatureNonce: fault(400, 'MissingSignatureNonce', 'SignatureNonce is mandatory for this action.'),
  missingTimestamp: fault(400, 'MissingTimestamp', 'Timestamp is mandatory for this action.'),
  incompleteSignature: fault(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.'),
  unknownApi: fault(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.'),
  unknownAccessKeyId: fault(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
  timestampFormat: fault(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.'),
  timestampExpired: fault(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.'),
  signatureMismatch: fault(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.'),
  nonceUsed: fault(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.'),
  throttled: fault(400, 'Throttling.User', 'Request was denied due to user flow control.'),
} as const satisfies Record<string, GatewayFault>;

function fault(status: GatewayFault['status'], code: string, message: string): GatewayFault {
  return { status, code, message };
}
