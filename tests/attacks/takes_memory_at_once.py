import numpy as np

block = np.ones(6 * 2**27)  # 6 GB
