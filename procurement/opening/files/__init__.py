"""Files of an opened bid, decrypted for those who may read the bid."""
