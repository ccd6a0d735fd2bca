"""The second key: the bidder's phrase sealed to a body that is neither purchaser, agency nor platform."""
